// asl-validator 4.0.0 ships no types.
declare module 'asl-validator' {
  type Options = { checkPaths: boolean; checkArn: boolean };
  type Failure = { 'Error code': string; Message: string; path?: string };
  export default function validate(
    definition: object,
    options?: Options,
  ): { isValid: boolean; errors: Failure[]; errorsText(separator?: string): string };
}
