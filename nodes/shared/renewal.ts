import {
	AlipayError,
	fetchCertificateCall,
	judgeAnswer,
	judgeFailure,
	openAnswer,
	sealRequest,
	trustCertificate,
} from '../../alipay';
import type { Account, Answer, AnswerRules } from '../../alipay';
import { say } from '../../i18n/text';
import type { Transport } from './transport';

/** Alipay's newer certificates, fetched and checked once each for the whole run. */
export interface Renewal {
	/** Resolves with nothing when the certificate is trusted now, else with why the answer is not. */
	trust(certSn: string): Promise<Extract<Answer, { kind: 'untrusted' }> | undefined>;
}

const notTrusted = (message: string, advice: string) => ({
	kind: 'untrusted' as const,
	code: 'ERR_ALIPAY_CERTIFICATE_UNKNOWN',
	reason: say({
		en: `The answer is signed with an Alipay certificate that could not be checked. ${message}`,
		zh: `应答由一张无法核验的支付宝证书签名。${message}`,
	}),
	advice,
});

const UNREADABLE = {
	message: say({ en: 'It could not be read.', zh: '无法读取该证书。' }),
	description: say({
		en: "Download Alipay's certificate anew from the console and paste it into the credential",
		zh: '请从控制台重新下载支付宝公钥证书并填入凭据',
	}),
};

async function fetchAndTrust(account: Account, transport: Transport, certSn: string) {
	const call = fetchCertificateCall(certSn);
	const posted = await transport.post(await sealRequest(account, call, new Date()));
	if (posted.kind === 'failed') {
		const { message, description } = judgeFailure(posted.failure);
		return notTrusted(message, description);
	}
	// This answer may itself be signed with the new certificate: it is the chain up to the root that
	// is checked, so the answer is opened without regard to its own signature.
	const answer = openAnswer({ ...account, alipayCertificates: undefined, alipayPublicKey: undefined }, call.method, posted.bytes, posted.contentType);
	const rules: AnswerRules = { method: call.method, businessCodes: [] };
	if (answer.kind === 'otherCertificate') return notTrusted('', '');
	const verdict = judgeAnswer(answer, rules);
	if (verdict.outcome !== 'accepted') return notTrusted(verdict.message, verdict.description);
	try {
		trustCertificate(account, certSn, verdict.members ?? {}, new Date());
		return undefined;
	} catch (error) {
		const { message, description } = error instanceof AlipayError ? error : UNREADABLE;
		return notTrusted(message, description);
	}
}

/** Fetches as the Java client does: `alipay.open.app.alipaycert.download`, checked up to the root. */
export function createRenewal(account: Account, transport: Transport): Renewal {
	const underWay = new Map<string, ReturnType<typeof fetchAndTrust>>();
	return {
		async trust(certSn) {
			const known = underWay.get(certSn) ?? fetchAndTrust(account, transport, certSn);
			underWay.set(certSn, known);
			const failure = await known;
			if (failure) underWay.delete(certSn);
			return failure;
		},
	};
}
