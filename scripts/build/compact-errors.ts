// The SDK writes a class of ten lines for every error its service knows, and registers all of them: 40 KB in a bundle with
// five clients. Written as calls of one function they are the same errors in a third of the bytes.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** As the SDK's generator writes them: name, shape, fault, what may be retried, own fields. Others stay as they are. */
const errorClass = new RegExp(
  [
    String.raw`^export class (\w+) extends __BaseException \{\s+`,
    String.raw`static shapeId = "([\w.]+#\1)";\s+name = "\1";\s+\$fault = "(\w+)";\s+`,
    String.raw`(?:\$retryable = (\{[^}]*\});\s+)?((?:\w+;\s+)*)`,
    String.raw`constructor\(opts\) \{\s+super\(\{\s+name: "\1",\s+\$fault: "\3",\s+\.\.\.opts,?\s+\}\);\s+`,
    String.raw`Object\.setPrototypeOf\(this, \1\.prototype\);\s+((?:this\.(\w+) = opts\.\w+;\s+)*)\}\s+\}$`,
  ].join(''),
  'gm',
);

const makeError = `
function __error(Base, shapeId, fault, fields, retryable) {
  const name = shapeId.slice(shapeId.indexOf('#') + 1);
  return class Own extends Base {
    static shapeId = shapeId;
    name = name;
    $fault = fault;
    constructor(opts) {
      super({ name, $fault: fault, ...opts });
      Object.setPrototypeOf(this, Own.prototype);
      if (retryable) this.$retryable = retryable;
      for (const field of fields) this[field] = opts[field];
    }
  };
}
`;

/** The same errors of a client's \`models/errors.js\`, by one function. */
export const withCompactErrors = (text: string): string => {
  const service = /static shapeId = "([\w.]+#)/.exec(text)?.[1] ?? '';
  const compact = text.replace(
    errorClass,
    (_, name: string, shape: string, fault: string, retryable = 'undefined', fields = '') => {
      const names = JSON.stringify(fields.match(/\w+/g) ?? []);
      const shapeId = shape.startsWith(service) ? `__service + ${JSON.stringify(name)}` : JSON.stringify(shape);
      return `export const ${name} = __error(__BaseException, ${shapeId}, "${fault}", ${names}, ${retryable});`;
    },
  );
  const [imports = ''] = /^import .*$/m.exec(compact) ?? [];
  return compact.replace(imports, `${imports}\nconst __service = ${JSON.stringify(service)};${makeError}`);
};

export const compactErrors: Plugin = {
  name: 'compact-errors',
  setup: ({ onLoad }) => {
    onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]models[\\/]errors\.js$/ }, async ({ path }) => ({
      contents: withCompactErrors(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};
