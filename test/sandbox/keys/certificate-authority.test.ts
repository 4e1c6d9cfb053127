/** The certificates that the sandbox makes, held against Node's own reading of them. */
import { createPublicKey, X509Certificate } from 'node:crypto';
import {
	certificateGatewayOptions,
	makeCertificateMaterial,
	type CertificateMaterial,
} from '../../../sandbox/keys/certificate-authority';
import { certSn, pemBlocks, readCertificate, rootCertSn } from '../../../sandbox/keys/read-certificate';
import { makeSandboxKeys } from '../../../sandbox/keys/test-account';
import { startGateway } from '../../../sandbox/gateway/gateway';
import { call, isSigned, response } from '../client';

const keys = makeSandboxKeys();
const MATERIALS = {
	production: makeCertificateMaterial(keys),
	sandbox: makeCertificateMaterial(keys, { world: 'sandbox' }),
	'sandbox, leaf last': makeCertificateMaterial(keys, { world: 'sandbox', order: 'leafLast' }),
};
const CASES = Object.entries(MATERIALS);

const open = ({ certificate }: { readonly certificate: string }): X509Certificate =>
	new X509Certificate(certificate);

test.each(CASES)('%s: root, intermediate and leaf are signed in a row', (_world, material) => {
	const [root, intermediate, alipay, app] = [
		material.root,
		material.intermediate,
		material.alipay,
		material.app,
	].map(open);
	expect(intermediate.verify(root.publicKey)).toBe(true);
	expect(intermediate.issuer).toBe(root.subject);
	for (const leaf of [alipay, app]) {
		expect(leaf.verify(intermediate.publicKey)).toBe(true);
		expect(leaf.issuer).toBe(intermediate.subject);
		expect(leaf.ca).toBe(false);
	}
	expect(material.rootFile).toContain(material.root.certificate);
});

test('the production intermediate is a CA, the sandbox one says nothing and may not sign', () => {
	const { production, sandbox } = MATERIALS;
	expect(open(production.intermediate).ca).toBe(true);
	expect(open(production.alipay).checkIssued(open(production.intermediate))).toBe(true);
	expect(open(sandbox.intermediate).ca).toBe(false);
	expect(open(sandbox.alipay).checkIssued(open(sandbox.intermediate))).toBe(false);
	expect(open(sandbox.root).ca).toBe(true);
});

test.each(CASES)('%s: the root file has an elliptic-curve root that no number counts', (_world, material) => {
	const kinds = pemBlocks(material.rootFile).map(
		(block) => createPublicKey(block).asymmetricKeyType,
	);
	expect(kinds).toEqual(['ec', 'rsa', 'rsa']);
	expect(rootCertSn(material.rootFile)).toMatch(/^[0-9a-f]{32}_[0-9a-f]{32}$/);
});

const filesOf = ({ alipayFile, appFile }: CertificateMaterial): string[] => [alipayFile, appFile];

test.each(CASES)('%s: a file’s number and key are those of its leaf', (_world, material) => {
	for (const [index, leaf] of [material.alipay, material.app].entries()) {
		const file = filesOf(material)[index];
		expect(pemBlocks(file)).toContain(leaf.certificate.trim());
		expect(certSn(file)).toBe(certSn(leaf.certificate));
		const { publicKey } = readCertificate(file);
		expect(publicKey.equals(open(leaf).publicKey)).toBe(true);
	}
});

test('a file ends with the leaf where that is asked for', () => {
	const { sandbox, 'sandbox, leaf last': leafLast } = MATERIALS;
	expect(sandbox.alipayFile.startsWith(sandbox.alipay.certificate)).toBe(true);
	expect(leafLast.alipayFile.endsWith(leafLast.alipay.certificate)).toBe(true);
	expect(leafLast.appFile.endsWith(leafLast.app.certificate)).toBe(true);
});

test.each(CASES)('%s: the gateway accepts a request in certificate mode', async (_world, material) => {
	const gateway = await startGateway(certificateGatewayOptions(material));
	const reply = await call(
		{ keys, gateway },
		{
			parameters: {
				app_cert_sn: certSn(material.app.certificate),
				alipay_root_cert_sn: rootCertSn(material.rootFile),
			},
		},
	);
	expect(response(reply)).toEqual({ code: '10000', msg: 'Success' });
	expect(reply.text).toContain(`"alipay_cert_sn":"${certSn(material.alipay.certificate)}"`);
	expect(isSigned(reply, keys.alipay.publicKey)).toBe(true);
	await gateway.close();
});
