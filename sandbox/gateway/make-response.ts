/** A response from what was made of the request: its members, who signs it, its bytes. */
import { generateKeyPairSync } from 'node:crypto';
import { refused, type Assessment } from '../checks/assess-request';
import {
	charsetOf,
	isSignType,
	parameter,
	type Incoming,
	type Refusal,
} from '../checks/protocol-checks';
import { writeResponse } from '../wire/signed-response';
import { describeFault, type Fault } from './faults';
import type { ResponseStyle, Signer } from './gateway-settings';
import type { State } from './gateway-state';

const BUSY = '系统繁忙';

/** The refusal that a fault puts in place of the true response; undefined = the fault puts none. */
const faultyRefusal = (fault: Fault): Refusal | undefined => {
	const why = describeFault(fault);
	switch (fault.kind) {
		case 'code20000': {
			const subCode = fault.subCode ?? 'isp.unknow-error';
			return { code: '20000', subCode, subMsg: BUSY, why };
		}
		case 'systemError':
			return { code: '40004', subCode: fault.subCode ?? 'SYSTEM_ERROR', subMsg: BUSY, why };
		case 'code':
			return { code: fault.code, subCode: fault.subCode ?? '', subMsg: fault.subMsg ?? '', why };
		case 'limit': {
			const subCode = fault.subCode ?? 'isv.app-call-limited';
			return { code: '40005', subCode, subMsg: '应用调用次数超限，包含调用频率超限', why };
		}
		default:
			return undefined;
	}
};

const withoutEmpty = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(members).filter(([, value]) => value !== ''));

/** What the fault's response says in place of the true one; undefined = the fault leaves it as it is. */
export const assessFault = (
	fault: Fault | undefined,
	read: Pick<Assessment, 'content' | 'isEncrypted'>,
): Assessment | undefined => {
	const refusal = fault && faultyRefusal(fault);
	if (refusal === undefined) return undefined;
	const assessment = refused(refusal, read);
	if (fault?.kind !== 'code') return assessment;
	const isProtocolRefusal = assessment.isProtocolRefusal && fault.code !== '10000';
	const members = { ...withoutEmpty(assessment.members), ...fault.members };
	return { ...assessment, members, isProtocolRefusal };
};

const PREFIX = /^((isv|isp|aop|ACQ)\.)*/;

/** The response's members with the sub code spelled as the style says. */
export const inStyle = (assessment: Assessment, { subCodePrefix }: ResponseStyle): Assessment => {
	const { sub_code: subCode } = assessment.members;
	if (subCodePrefix === undefined || typeof subCode !== 'string' || subCode === '') return assessment;
	const members = { ...assessment.members, sub_code: subCode.replace(PREFIX, subCodePrefix) };
	return { ...assessment, members };
};

const wrongSigner = (state: State): Signer => {
	state.wrongKey ??= { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey };
	return state.wrongKey;
};

const signerFor = (
	state: State,
	incoming: Incoming,
	{ isProtocolRefusal }: Assessment,
	fault: Fault | undefined,
): Signer | undefined => {
	const { responses } = state.options;
	if (incoming.app === undefined) return undefined;
	if (isProtocolRefusal && responses?.signRefusals === false) return undefined;
	if (fault?.kind === 'unsignedSuccess') return undefined;
	const inCertificateMode = parameter(incoming, 'app_cert_sn') !== '';
	const right =
		(inCertificateMode ? state.certificateSigners[0] : undefined) ?? state.settings.signer;
	return fault?.kind === 'wrongSignature' ? { ...right, key: wrongSigner(state).key } : right;
};

/** The response's body. Rejects where it cannot be signed. */
export const makeResponse = (
	state: State,
	incoming: Incoming,
	assessment: Assessment,
	fault: Fault | undefined,
): Promise<Buffer> => {
	const style = state.options.responses ?? {};
	const method = parameter(incoming, 'method');
	const signType = parameter(incoming, 'sign_type');
	const isErrorResponse =
		method === '' || (assessment.isProtocolRefusal && style.refusalMember === 'error_response');
	const parts = {
		method: isErrorResponse ? undefined : method,
		members: assessment.members,
		charset: charsetOf(incoming),
		signer: signerFor(state, incoming, assessment, fault),
		signType: isSignType(signType) ? signType : ('RSA2' as const),
		aes: assessment.isEncrypted ? incoming.app?.aes : undefined,
		style,
	};
	return writeResponse(parts, state.signText);
};
