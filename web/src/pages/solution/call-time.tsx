import { useSpeech } from '../../i18n/speech.ts';

/** `local`: of a datetime-local input. `zone`: an IANA name. */
export type Wish = { soon: boolean; local: string; zone: string };
type CallTimeProps = { wish: Wish; choose: (wish: Wish) => void; problem: string | undefined };

/** Agents plan a week ahead. */
const lastDay = (): string => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

const zonesWith = (zone: string): string[] => [...new Set([zone, ...Intl.supportedValuesOf('timeZone')])];

const TimeAndZone = ({ wish, choose, problem }: CallTimeProps) => {
  const { t } = useSpeech();
  return (
    <>
      <label for="time">{t.time}</label>
      <input
        id="time"
        type="datetime-local"
        max={`${lastDay()}T23:59`}
        value={wish.local}
        aria-invalid={problem !== undefined}
        aria-describedby="time-problem"
        onInput={(event) => choose({ ...wish, local: event.currentTarget.value })}
      />
      <p class="alert" id="time-problem" role="alert">
        {problem ?? ''}
      </p>
      <label for="zone">{t.zone}</label>
      <select id="zone" value={wish.zone} onChange={(event) => choose({ ...wish, zone: event.currentTarget.value })}>
        {zonesWith(wish.zone).map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </>
  );
};

/** As soon as possible, or at a time in the customer's own zone. */
export const CallTime = (props: CallTimeProps) => {
  const { t } = useSpeech();
  const { wish, choose } = props;
  const choice = (soon: boolean, label: string) => (
    <label class="choice">
      <input type="radio" name="when" checked={wish.soon === soon} onChange={() => choose({ ...wish, soon })} />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset>
      <legend>{t.when}</legend>
      {choice(true, t.soon)}
      {choice(false, t.chosenTime)}
      {!wish.soon && <TimeAndZone {...props} />}
    </fieldset>
  );
};
