// Runs the terraform command on this repository's terraform/ folder.
import { type SpawnOptions, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root module. */
const terraformDirectory = fileURLToPath(new URL('../../terraform', import.meta.url));

/** `env` is added to this process's. `output`: `show` (default) prints as it runs, `quiet` only returns it. */
export type TerraformOptions = {
  env?: Record<string, string>;
  directory?: string;
  output?: 'show' | 'quiet';
};

const missing =
  'terraform was not found. Install Terraform 1.11 or newer (https://developer.hashicorp.com/terraform/install) and run this again.';

const explained = (error: NodeJS.ErrnoException): Error =>
  error.code === 'ENOENT' ? new Error(missing, { cause: error }) : error;

type Result = { code: number; stdout: string; stderr: string };

const collect = (args: readonly string[], options: SpawnOptions, onText: (text: string) => void) =>
  new Promise<Result>((resolve, reject) => {
    const child = spawn('terraform', args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (piece: string) => {
        texts[name] += piece;
        onText(piece);
      });
    }
    child.on('error', (error) => reject(explained(error)));
    child.on('close', (code) => resolve({ code: code ?? 1, ...texts }));
  });

/**
 * Runs terraform in terraform/ without asking questions, and returns its standard output.
 * @throws Error with terraform's own text when it fails
 */
export const terraform = async (args: readonly string[], options: TerraformOptions = {}): Promise<string> => {
  const environment = { ...process.env, TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1', ...options.env };
  const { code, stdout, stderr } = await collect(
    args,
    { cwd: options.directory ?? terraformDirectory, env: environment },
    (piece) => options.output !== 'quiet' && process.stdout.write(piece),
  );
  if (code === 0) return stdout;
  throw new Error(`terraform ${args[0]} failed (exit code ${code}):\n${`${stdout}${stderr}`.trim().slice(-8000)}`);
};
