import type { ClosedHow } from '../../api/answers.ts';
import type { Api } from '../../api/client.ts';

/** The same door, which also says when the case turns out to be closed. @param closed gets how, and what could not be told */
export const noticeClosed = (api: Api, closed: (how: ClosedHow, body: unknown) => void): Api => ({
  get: api.get,
  post: async (body, below) => {
    const answer = await api.post<never>(body, below);
    if ('failed' in answer && answer.failed === 'refused' && answer.closed) closed(answer.closed, body);
    return answer;
  },
});
