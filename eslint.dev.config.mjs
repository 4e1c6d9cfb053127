import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['dist/**', '.cache/**', 'node_modules/**', 'coverage/**', 'reports/**'] },
	js.configs.recommended,
	tseslint.configs.recommended,
	{
		files: ['**/*.{js,mjs,cjs}'],
		languageOptions: {
			globals: {
				process: 'readonly',
				console: 'readonly',
				require: 'readonly',
				module: 'readonly',
				exports: 'readonly',
				__dirname: 'readonly',
				Buffer: 'readonly',
				URL: 'readonly',
				fetch: 'readonly',
				setTimeout: 'readonly',
				clearTimeout: 'readonly',
				setInterval: 'readonly',
				clearInterval: 'readonly',
				document: 'readonly',
				window: 'readonly',
				location: 'readonly',
				navigator: 'readonly',
				history: 'readonly',
				localStorage: 'readonly',
				EventSource: 'readonly',
				URLSearchParams: 'readonly',
				AbortSignal: 'readonly',
				performance: 'readonly',
			},
		},
	},
	{
		files: ['**/*.{js,cjs}'],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
);
