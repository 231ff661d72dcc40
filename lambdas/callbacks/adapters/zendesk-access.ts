// How Lambdas reach the support system: keys from Secrets Manager (`support`: {email, token, webhookSecret}).
import * as z from 'zod';
import type { Secrets } from '../../shared/aws/secrets.ts';
import type { SupportDesk } from '../ports.ts';
import { zendeskSupportDesk } from './zendesk-support-desk.ts';

const name = z.string().min(1);
const access = z.object({ email: name, token: name });
const webhook = z.object({ webhookSecret: name });

type Access = { secrets: Secrets; secret: string };

/** @param options `secret`: ARN */
export const zendeskAccess = ({ secrets, secret, url }: Access & { url: string }): SupportDesk =>
  zendeskSupportDesk({ url, access: async (options) => access.parse(JSON.parse(await secrets.read(secret, options))) });

/** What webhooks are signed with. */
export const zendeskWebhookSecret =
  ({ secrets, secret }: Access) =>
  async (options?: { fresh?: boolean }): Promise<string> =>
    webhook.parse(JSON.parse(await secrets.read(secret, options))).webhookSecret;
