import { expect, it } from 'vitest';
import type { TemplateSet } from '../../lambdas/delivery/domain/templates/template-set.ts';
import type { TemplateStore } from '../../lambdas/delivery/ports.ts';

/** A small set, as the build would write it. */
export const aTemplateSet = (overrides: Partial<TemplateSet> = {}): TemplateSet => ({
  programId: 'ticket-sale-reminders',
  hash: 'h1',
  templates: [
    {
      templateId: 'sale-reminder',
      channel: 'sms',
      fallbackLocale: 'en',
      schema: { artist: 'string' },
      sample: { artist: 'Beyoncé' },
      smsParts: 2,
      locales: { en: { channel: 'sms', text: '{{ artist }}', shorten: [{ cut: 'artist', atLeast: 10 }] } },
    },
  ],
  ...overrides,
});

/** @param open a store in which `deployed` is in force */
export const templateStoreContract = (
  open: (deployed: TemplateSet) => Promise<TemplateStore>,
  deployed: TemplateSet,
): void => {
  const { programId } = deployed;

  it('knows the templates in force, and says so when there are none', async () => {
    const store = await open(deployed);
    expect(await store.current(programId)).toEqual(deployed);
    await expect(store.current('never-deployed')).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('gives a pinned version back by its hash, and says so when there is none', async () => {
    const store = await open(deployed);
    const older = { ...deployed, hash: 'older' };
    await store.pin(older);
    await store.pin(older);
    expect(await store.pinned(programId, 'older')).toEqual(older);
    await expect(store.pinned(programId, 'never')).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('keeps what is pinned when other templates are deployed', async () => {
    await (await open(deployed)).pin(deployed);
    const later = await open({ ...deployed, hash: 'later', templates: [] });
    await later.pin(deployed);
    expect(await later.pinned(programId, deployed.hash)).toEqual(deployed);
    expect(await later.current(programId)).toMatchObject({ hash: 'later', templates: [] });
  });
};
