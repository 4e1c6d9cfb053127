import { t } from '../../i18n/translate';
import { beijingTime } from '../request/timestamp';
import { fail, nameOf } from './certificate-errors';
import type { CertificateField } from './certificate-errors';
import type { Parsed } from './certificate-file';

const DAY = 24 * 60 * 60 * 1000;
const WARNING_DAYS = 30;

const startOf = ({ parsed }: Parsed): Date => new Date(parsed.validFrom);
const endOf = ({ parsed }: Parsed): Date => new Date(parsed.validTo);
const dayOf = (time: Date): string => beijingTime(time).slice(0, 10);

export const isValidAt = (certificate: Parsed, now: Date): boolean =>
	startOf(certificate) <= now && now <= endOf(certificate);

/** Throws `AlipayError` for a certificate that is not valid now. */
export function assertValid(certificate: Parsed, field: CertificateField, now: Date): void {
	const [start, end] = [startOf(certificate), endOf(certificate)];
	if (now > end) {
		fail(
			'ERR_CERTIFICATE_EXPIRED',
			field,
			t({
				en: `${nameOf(field)} expired on ${dayOf(end)}`,
				zh: `${nameOf(field)}已于 ${dayOf(end)} 到期`,
			}),
		);
	}
	if (now < start) {
		fail(
			'ERR_CERTIFICATE_NOT_YET_VALID',
			field,
			t({
				en: `${nameOf(field)} isn't valid until ${dayOf(start)}`,
				zh: `${nameOf(field)}自 ${dayOf(start)} 起才生效`,
			}),
			t({
				en: "Check this machine's clock. If it's right, use the certificate that is valid now",
				zh: '请检查本机时钟；如时钟无误，请使用当前有效的证书',
			}),
		);
	}
}

function warningFor(certificate: Parsed, field: CertificateField, now: Date): string | undefined {
	const end = endOf(certificate);
	const days = Math.floor((end.getTime() - now.getTime()) / DAY);
	if (days >= WARNING_DAYS) return undefined;
	return t({
		en: `${nameOf(field)} expires on ${dayOf(end)}, in ${days} days: download the new certificate from the Alipay console and paste it into the credential`,
		zh: `${nameOf(field)}将于 ${dayOf(end)} 到期（还剩 ${days} 天）：请从支付宝开放平台控制台下载新证书，并更新到凭证中`,
	});
}

/** Warnings for a chain: the leaf under its own name, the others as the root's. */
export function chainWarnings(
	chain: readonly Parsed[],
	field: CertificateField,
	now: Date,
): string[] {
	return chain
		.map((each, index) => warningFor(each, index === 0 ? field : 'alipayRootCertificate', now))
		.filter((each) => each !== undefined);
}
