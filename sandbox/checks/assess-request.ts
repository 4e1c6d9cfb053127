/** What the gateway makes of a request, before anything is kept or sent. */
import type { Text } from '../../i18n/translate';
import { findBusinessRefusal } from './business-checks';
import {
	findPermissionRefusal,
	findProtocolRefusal,
	findSignatureRefusal,
	MESSAGES,
	parameter,
	readContent,
	type Incoming,
	type Refusal,
} from './protocol-checks';
import { CERTIFICATE_DOWNLOAD, DOCUMENTED, STATE_SYNC } from './documented-rules';

export type Assessment = {
	readonly members: Readonly<Record<string, unknown>>;
	readonly content: Record<string, unknown> | undefined;
	readonly isEncrypted: boolean;
	readonly why: Text;
	/** The gateway itself refuses, the business was not asked. */
	readonly isProtocolRefusal: boolean;
	/** `failed`: the call went through, and the business result is `failed`. */
	readonly result: 'accepted' | 'failed' | 'refused';
	readonly field?: string;
};

/** An order whose number begins so gets the `biz_result` `failed`. */
export const FAILING_ORDER = 'FAIL';

const ACCEPTED: Text = { en: 'accepted', zh: '已受理' };

/** The response's members for a refusal. */
export const refusalMembers = ({ code, subCode, subMsg }: Refusal): Record<string, string> => ({
	code,
	msg: MESSAGES[code] ?? '',
	sub_code: subCode,
	sub_msg: subMsg,
});

const success = (members: Record<string, unknown> = {}): Record<string, unknown> => ({
	code: '10000',
	msg: 'Success',
	...members,
});

interface Read {
	readonly content: Record<string, unknown> | undefined;
	readonly isEncrypted: boolean;
}

const NOTHING_READ: Read = { content: undefined, isEncrypted: false };

/** The assessment of a request that is refused. */
export const refused = (
	refusal: Refusal,
	read: Read = NOTHING_READ,
	field?: string,
): Assessment => ({
	...read,
	members: refusalMembers(refusal),
	why: refusal.why,
	isProtocolRefusal: refusal.code !== '40004',
	result: 'refused',
	field,
});

const downloadCertificate = (incoming: Incoming, read: Read): Assessment => {
	const asked = read.content?.alipay_cert_sn;
	const found = incoming.settings.certificateSigners.find(({ sn }) => sn === asked);
	if (found?.certificate === undefined) {
		const why = { en: 'this certificate does not exist', zh: '证书不存在' };
		const subMsg = '证书不存在';
		return refused({ code: '40004', subCode: 'ILLEGAL_ARGUMENT', subMsg, why }, read);
	}
	const content = Buffer.from(found.certificate, 'utf8').toString('base64');
	return accepted(read, { alipay_cert_content: content });
};

const accepted = (read: Read, members: Record<string, unknown> = {}): Assessment => ({
	...read,
	members: success(members),
	why: ACCEPTED,
	isProtocolRefusal: false,
	result: 'accepted',
});

const assessContent = (
	incoming: Incoming,
	read: Read,
	sensitiveWords: readonly string[],
): Assessment => {
	const method = parameter(incoming, 'method');
	const content = read.content ?? {};
	if (method === CERTIFICATE_DOWNLOAD) return downloadCertificate(incoming, read);
	const other = incoming.settings.otherMethods[method];
	if (other !== undefined) return accepted(read, other(content));
	const refusal = findBusinessRefusal(DOCUMENTED[method], content, sensitiveWords);
	if (refusal !== undefined) return refused({ code: '40004', ...refusal }, read, refusal.field);
	if (method !== STATE_SYNC) return accepted(read);
	if (!String(content.out_biz_no).startsWith(FAILING_ORDER)) {
		return accepted(read, { biz_result: 'success' });
	}
	const why: Text = {
		en: `biz_result is failed because out_biz_no begins with ${FAILING_ORDER}`,
		zh: `out_biz_no 以 ${FAILING_ORDER} 开头，因此 biz_result 为 failed`,
	};
	return { ...accepted(read, { biz_result: 'failed' }), why, result: 'failed' };
};

/** All checks in the gateway's order. Changes nothing. */
export const assessRequest = async (
	incoming: Incoming,
	sensitiveWords: readonly string[],
): Promise<Assessment> => {
	const unsound = findProtocolRefusal(incoming) ?? (await findSignatureRefusal(incoming));
	if (unsound !== undefined) return refused(unsound);
	const reading = readContent(incoming);
	if ('refusal' in reading) return refused(reading.refusal);
	const unpermitted = findPermissionRefusal(incoming);
	if (unpermitted !== undefined) return refused(unpermitted, reading);
	return assessContent(incoming, reading, sensitiveWords);
};
