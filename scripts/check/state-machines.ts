// Renders and lints every state machine. Exit code 1 on any finding.
import { fileURLToPath } from 'node:url';
import { lintMachines } from './lint-machines.ts';

const machines = lintMachines(fileURLToPath(new URL('../..', import.meta.url)));
const findings = [...machines].flatMap(([name, problems]) => problems.map((problem) => `${name}: ${problem}`));
for (const finding of findings) console.error(finding);
console.log(`${machines.size} state machines, ${findings.length} findings`);
process.exitCode = findings.length > 0 || machines.size === 0 ? 1 : 0;
