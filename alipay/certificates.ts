import type { KeyObject } from 'node:crypto';

import { say } from '../i18n/text';
import { AlipayError } from './errors';
import type { Account, AccountSettings } from './types';

const notYet = (): never => {
	throw new AlipayError('ERR_CERTIFICATE', {
		message: say({ en: 'Certificates cannot be read', zh: '无法读取证书' }),
		description: '',
	});
};

export function openCertificates(
	_settings: AccountSettings,
	_privateKey: KeyObject,
	_now: Date,
): Partial<Account> {
	return notYet();
}

export function openFetchedCertificate(
	_pem: string,
	_certSn: string,
	_root: string,
	_now: Date,
): KeyObject {
	return notYet();
}
