// Hands the step's words to the subscribers of runProgress: nothing is looked up, nothing is kept.
export function request(ctx) {
  return { payload: ctx.args };
}

export function response(ctx) {
  return ctx.result;
}
