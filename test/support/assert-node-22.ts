// Tests must run on the runtime that Lambda uses; an older system Node would pass silently otherwise.
const major = Number(process.versions.node.split('.')[0]);
if (major !== 22) {
  throw new Error(
    `Tests need Node 22 (found ${process.version}). Run them with make, which puts node_modules/.bin first.`,
  );
}
