import type { ComponentChildren } from 'preact';

type RatingProps = {
  name: string;
  legend: string;
  value: number | undefined;
  choose: (value: number) => void;
  /** The words of 1 to 5; only their numbers are shown otherwise. */
  words?: readonly string[];
  stars?: boolean;
  problem?: string | undefined;
  children?: ComponentChildren;
};

const five = [1, 2, 3, 4, 5];

/** Filled up to the chosen one: told apart without colour, too. */
const starFor = (each: number, value: number | undefined): string => (value !== undefined && each <= value ? '★' : '☆');

/** One to five, as radio buttons: arrow keys, labels and forms work as everywhere. */
export const Rating = ({ name, legend, value, choose, words = [], stars = false, problem, children }: RatingProps) => (
  <fieldset class={stars ? 'rating stars' : 'rating'} aria-describedby={problem ? `${name}-problem` : undefined}>
    <legend>{legend}</legend>
    <div class="scale">
      {five.map((each) => (
        <label key={each} class={value !== undefined && each <= value ? 'reached' : ''}>
          <input
            type="radio"
            name={name}
            value={each}
            checked={value === each}
            aria-label={words[each - 1] ? `${each}: ${words[each - 1]}` : `${each}`}
            onChange={() => choose(each)}
          />
          <span aria-hidden="true">{stars ? starFor(each, value) : each}</span>
        </label>
      ))}
    </div>
    {children}
    {problem && (
      <p class="alert" id={`${name}-problem`}>
        {problem}
      </p>
    )}
  </fieldset>
);

type TickProps = { label: string; ticked: boolean; tick: (ticked: boolean) => void };

/** A checkbox with its label, big enough for a thumb. */
export const Tick = ({ label, ticked, tick }: TickProps) => (
  <label class="choice">
    <input type="checkbox" checked={ticked} onChange={(event) => tick(event.currentTarget.checked)} />
    <span>{label}</span>
  </label>
);
