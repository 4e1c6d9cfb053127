import type { PackLanguage } from './stage';

/** For one build's texts: the English or the Chinese one of each pair. */
export const chooseTexts =
	(language: PackLanguage) =>
	<T>(english: T, chinese: T): T =>
		language === 'en' ? english : chinese;
