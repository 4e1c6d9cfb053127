/** Prints the scores of the last mutation run as the table of docs/mutation.md. */
import { readFileSync } from 'node:fs';

const { files } = JSON.parse(readFileSync('reports/mutation/mutation.json', 'utf8'));

const KILLED = ['Killed', 'Timeout'];
const LIVING = ['Survived', 'NoCoverage'];

const countOf = (mutants) => {
	const among = (statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
	return { killed: among(KILLED), living: among(LIVING) };
};

const lineOf = (name, { killed, living }) => {
	const score = killed + living === 0 ? '–' : `${((100 * killed) / (killed + living)).toFixed(1)} %`;
	return `| ${name} | ${killed} | ${living} | ${score} |`;
};

const names = Object.keys(files).sort();
const of = (room) => names.filter((name) => name.startsWith(room)).flatMap((name) => files[name].mutants);

console.log('| File | Killed | Survived | Score |\n| --- | --: | --: | --: |');
for (const name of names) console.log(lineOf(`\`${name}\``, countOf(files[name].mutants)));
for (const room of ['alipay/', 'zhima/']) console.log(lineOf(`**\`${room}\`**`, countOf(of(room))));
console.log(lineOf('**all**', countOf(of(''))));
