// mjml 5.4.1 ships no types.
declare module 'mjml' {
  type Options = {
    validationLevel: 'strict' | 'soft' | 'skip';
    filePath: string;
    ignoreIncludes: boolean;
    includePath: string[];
    keepComments: boolean;
    fonts: Record<string, string>;
  };
  export type MjmlError = { line: number; message: string; tagName: string; formattedMessage: string };
  export default function mjml2html(source: string, options: Options): Promise<{ html: string; errors: MjmlError[] }>;
}
