import { expect, it } from 'vitest';
import { aPinnedProgram } from '../../../../test/support/a-pinned-program.ts';
import { type CampaignSetting, campaignSettingOf, recipientRequest } from './recipient-request.ts';

const { program, marketplaces } = aPinnedProgram();
const setting = campaignSettingOf(program, marketplaces) as CampaignSetting;
const recipient = { customerId: 'c-1', subject: 'p/1', occasion: 'o-1', marketplace: 'US', score: 0.9 };
const about = { contact: undefined, productName: 'Teapot', campaignId: 'run:US', now: 0 };
const variablesFor = (actionUrl?: string) => {
  const campaign = { ...setting.campaign, ...(actionUrl && { actionUrl }) };
  return recipientRequest(recipient, { ...about, setting: { ...setting, campaign } }).variables;
};

it('leads where the program says, the subject in its address', () => {
  expect(variablesFor('https://shop.example/{subject}/buy')).toEqual({
    productName: 'Teapot',
    actionUrl: 'https://shop.example/p%2F1/buy',
  });
});

it('leaves the link to the worker where the program names none', () => {
  expect(variablesFor()).toEqual({ productName: 'Teapot' });
});
