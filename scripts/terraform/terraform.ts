// Runs the terraform command on this repository's terraform/ folder.
import { type SpawnOptions, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root module. */
export const terraformDirectory = fileURLToPath(new URL('../../terraform', import.meta.url));

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

const collect = (args: readonly string[], options: SpawnOptions, onText: (text: string) => void) =>
  new Promise<{ code: number; text: string }>((resolve, reject) => {
    const child = spawn('terraform', args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const take = (piece: string) => {
      text += piece;
      onText(piece);
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    child.on('error', (error) => reject(explained(error)));
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });

/**
 * Runs terraform in terraform/ without asking questions, and returns what it printed.
 * @throws Error with terraform's own text when it fails
 */
export const terraform = async (args: readonly string[], options: TerraformOptions = {}): Promise<string> => {
  const environment = { ...process.env, TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1', ...options.env };
  const { code, text } = await collect(
    args,
    { cwd: options.directory ?? terraformDirectory, env: environment },
    (piece) => options.output !== 'quiet' && process.stdout.write(piece),
  );
  if (code === 0) return text;
  throw new Error(`terraform ${args[0]} failed (exit code ${code}):\n${text.trim().slice(-8000)}`);
};
