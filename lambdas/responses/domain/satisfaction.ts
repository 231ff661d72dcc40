// The two questions after a resolution or a call.
import * as z from 'zod';

const scale = z.int().min(1).max(5);
/** `solved`: is it solved (5 best); `effort`: how easy was it (5 easiest). */
export const satisfactionBody = z.strictObject({ solved: scale, effort: scale });
export type Rating = z.infer<typeof satisfactionBody> & { at: string; notificationId: string };
