// The stand-in of AWS in a process of its own, so that what it takes is not counted as ours. Argument: milliseconds an answer takes.
import { standInAws } from './stand-in-aws.ts';

process.on('disconnect', () => process.exit());
const { url } = await standInAws(Number(process.argv[2] ?? 0));
process.send?.(url);
