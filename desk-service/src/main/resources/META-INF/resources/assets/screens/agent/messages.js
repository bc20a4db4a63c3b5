/* What the citizen of a case was written to, the query code again, and whether messages are wanted. */

import { el, card, table } from '../../shell/elements.js';
import { ask } from '../../shell/forms.js';
import { badge } from '../../shell/office.js';
import { person, saying } from '../../shell/people.js';
import { t, time } from '../../shell/words.js';

export async function messages(context, { caseId, status }) {
  /* nobody has it: follow-up may not have heard of it */
  if (status === 'REGISTERED') { return ''; }
  const followup = context.of('followup');
  const path = 'cases/' + encodeURIComponent(caseId) + '/messages';
  const [found, kinds] = await Promise.all([followup.get(path), followup.get('message-templates')]).catch(error => {
    // it has not come there yet, or somebody of a unit asks
    if (error.status !== 403 && error.status !== 404) { throw error; }
    return [];
  });
  if (!found) { return ''; }
  const title = kind => kinds.items.find(one => one.kind === kind)?.title || kind;
  const sent = way => async (written, key) => {
    await followup.post(path + '/' + way, {}, { key });
    return t.saved;
  };
  return card(t.messages,
    found.stoppedAt ? el('p', { class: 'standing' }, badge('REFUSED', t.messagesStopped), ' ', saying('stoppedBy', person(context, found.stoppedBy), time(found.stoppedAt))) : '',
    table(t.messages, [{ text: t.message }, { text: t.state }, { text: t.when }], found.items.map(one =>
      [title(one.kind), [t['message-' + one.state], one.lastError ? el('small', null, one.lastError) : ''], time(one.endedAt || one.sentAt || one.createdAt)]), { empty: t.noMessages }),
    el('div', { class: 'actions' },
      ask(context, { button: t.codeAgain, text: t.codeAgainText }, [], async (written, key) => {
        await context.api.post('cases/' + encodeURIComponent(caseId) + '/query-code', {}, { key });
        return t.codeAgainSent;
      }),
      found.stoppedAt ? ask(context, { button: t.resumeMessages, text: t.resumeText }, [], sent('resumption'))
        : ask(context, { button: t.stopMessages, text: t.stopText }, [], sent('stop'))));
}
