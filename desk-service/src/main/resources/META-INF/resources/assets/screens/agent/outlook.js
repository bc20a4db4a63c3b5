/*
 * What follows from registering, said before it: who is called in an emergency, the deadlines that will hold, the messages that go to the
 * citizen, the texts as units will read them. The services say it by the rules that they decide by afterwards.
 */

import { reckoning } from '../../shell/deadlines.js';
import { due } from '../../shell/due.js';
import { html, nothing } from '../../shell/view.js';
import { number, say, t } from '../../shell/words.js';

/* what is done on the telephone, as the services name it */
const OUTCOMES = { dispatch: 'TO_DISPATCH', answer: 'ANSWERED', refuse: 'NOT_ACCEPTED' };
/* what may be a telephone number: the rest is not sent while it is typed */
const TELEPHONE = /^\+?[\d\s()-]{7,20}$/;

const unlessRefused = asking => asking.catch(() => null);

/* the texts with numbers of persons covered; null where they cannot be had */
export const coveredOf = (context, texts, phone) =>
  unlessRefused(context.api.post('cases/preview', { ...texts, phone: TELEPHONE.test(phone) ? phone : undefined }));

/* deadlines and messages; unit: where it goes, if anywhere at once */
export const outlookOf = (context, written, unit) => written.type
  ? unlessRefused(context.of('followup').post('registrations/preview', {
    outcome: OUTCOMES[written.outcome], type: written.type, urgency: written.urgency, channel: written.channel, anonymity: written.anonymity,
    category: written.category, contactable: Boolean(written['citizen.phone']), unit }))
  : Promise.resolve(null);

/* in an emergency: whom to call at once, and how many systems hear of it by themselves */
export const emergencyView = called => called ? html`<div class="risk" id="emergency">
    <b>${t.callAtOnce}</b>
    ${called.people.length ? html`<ul class="calls">${called.people.map(one => html`<li>${one.name}
      <small>${one.roles.map(role => t['calledRole-' + role]).filter(Boolean).join(t.comma)}</small> <b>${one.phone}</b></li>`)}</ul>`
    : html`<p>${t.nobodyToCall}</p>`}
    ${called.systems ? html`<small>${say('systemsTold', number(called.systems))}</small>` : nothing}
  </div>` : nothing;

/* what was typed and is read otherwise by units */
const changed = (texts, covered) => [...new Set(Object.entries(texts).filter(([name, text]) => text && covered[name] && covered[name] !== text).map(([name]) => covered[name]))];

const messagesView = ({ messages, sending }) => messages.length
  ? html`${messages.map(one => html`<p class="said" lang="zh-CN">${one.text}</p>`)}
    <small>${[say('messageParts', number(messages.reduce((sum, one) => sum + one.parts, 0))), sending ? t.messageUnlessStopped : t.messagesWait].join(t.semicolon)}</small>`
  : html`${t.noMessage}`;

/* what is known of it so far; texts: as typed */
export function outlookView(context, { outlook, covered, texts, written }) {
  if (!covered && !outlook && written?.type) { return nothing; }
  const other = covered ? changed(texts, covered) : [];
  return html`<h3>${t.afterRegistering}</h3>
    <dl class="hints" id="outlook">
      ${outlook ? html`
        <dt>${t.deadlines}</dt><dd>${outlook.deadlines.length ? html`<ul>${outlook.deadlines.map(one => html`<li><b>${one.title}</b> ${due(one.dueAt)}
          <small>${one.unit ? context.city.unit(one.unit) : t.byTheHotline}${one.provisional ? t.comma + t.provisional : ''}</small>${reckoning(one)}</li>`)}</ul>` : t.noDeadline}</dd>
        <dt>${t.messages}</dt><dd>${messagesView(outlook)}</dd>` : nothing}
      ${!outlook && !written?.type ? html`<dt>${t.deadlines}</dt><dd>${t.chooseTypeFirst}</dd>` : nothing}
      ${covered ? html`<dt>${t.readByUnits}</dt><dd>${other.length ? other.map(text => html`<p class="said">${text}</p>`) : t.nothingCovered}</dd>` : nothing}
    </dl>`;
}
