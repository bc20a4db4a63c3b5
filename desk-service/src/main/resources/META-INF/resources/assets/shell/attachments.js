/* Files: sent before what they belong to, listed, saved, and looked at in a window of their own. */

import { el } from './elements.js';
import { say, t } from './words.js';

const KIBIBYTE = 1024;
/* what a browser shows by itself without running anything of it */
const SHOWN = ['image/jpeg', 'image/png', 'application/pdf'];
const ACCEPTED = '.jpg,.jpeg,.png,.pdf,.mp3,.m4a,.amr,.wav,.mp4,.docx,.xlsx,.pptx,.ofd';

const bytes = size => size < KIBIBYTE * KIBIBYTE ? Math.max(1, Math.round(size / KIBIBYTE)) + ' KB' : (size / KIBIBYTE / KIBIBYTE).toFixed(1) + ' MB';

const TYPES = { 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'application/pdf': 'PDF', 'audio/mpeg': 'MP3', 'audio/mp4': 'M4A', 'audio/amr': 'AMR', 'audio/wav': 'WAV',
  'video/mp4': 'MP4', 'application/ofd': 'OFD' };
const typeOf = type => TYPES[type] || (/wordprocessing/.test(type) ? 'DOCX' : /spreadsheet/.test(type) ? 'XLSX' : /presentation/.test(type) ? 'PPTX' : type);

const about = file => typeOf(file.type) + ' · ' + bytes(file.size);

/* the ids that a field of files holds; undefined for none */
export const attachmentsOf = written => written.attachments ? JSON.parse(written.attachments).map(file => file.attachmentId) : undefined;

/*
 * A field of files: dropped, pasted anywhere in the form, or chosen. Each is sent at once to the service; what has arrived is kept with
 * the draft of the form, which names it when it is sent. begun: files that are there from the beginning.
 */
export function attachmentField(context, service, begun = []) {
  const kept = el('input', { type: 'hidden', name: 'attachments' });
  kept.value = begun.length ? JSON.stringify(begun) : '';
  const files = el('input', { type: 'file', id: 'field-files', multiple: true, accept: ACCEPTED, 'aria-describedby': 'field-files-hint' });
  const list = el('ul', { class: 'files', 'aria-live': 'polite' });
  const node = el('div', { class: 'field attach' }, el('label', { for: 'field-files' }, t.attachments), files,
    el('p', { class: 'hint', id: 'field-files-hint' }, t.attachHint), list, kept);
  const arrived = () => JSON.parse(kept.value || '[]');
  let underWay = 0;

  const keep = all => {
    kept.value = all.length ? JSON.stringify(all) : '';
    kept.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const busy = more => {
    underWay += more;
    files.setCustomValidity(underWay ? t.stillSending : '');
  };
  const row = (name, ...more) => el('li', null, el('span', { class: 'file' }, name), more);
  const remove = (name, gone) => el('button', { type: 'button', class: 'quiet', 'aria-label': say('removeFile', name), onclick: gone }, '×');

  function show(file) {
    const shown = row(file.name, el('small', null, about(file)), remove(file.name, () => {
      keep(arrived().filter(one => one.attachmentId !== file.attachmentId));
      shown.remove();
      files.focus();
    }));
    list.append(shown);
  }

  async function send(file) {
    const ending = new AbortController();
    context.signal.addEventListener('abort', () => ending.abort());
    const progress = el('progress', { max: 100, value: 0, 'aria-label': say('sendingFile', file.name) });
    const shown = row(file.name, progress, remove(file.name, () => { ending.abort(); shown.remove(); files.focus(); }));
    list.append(shown);
    busy(1);
    try {
      const { attachmentId, name, type, size } = await context.of(service).upload(file, part => { progress.value = part; }, ending.signal);
      shown.remove();
      keep([...arrived(), { attachmentId, name, type, size }]);
      show({ attachmentId, name, type, size });
    } catch (error) {
      if (ending.signal.aborted) { return; }
      progress.replaceWith(el('small', { class: 'wrong', role: 'alert' }, error.message));
    } finally {
      busy(-1);
    }
  }

  const sendAll = given => [...given].forEach(send);
  files.addEventListener('change', () => { sendAll(files.files); files.value = ''; });
  ['dragover', 'dragleave', 'drop'].forEach(name => node.addEventListener(name, event => {
    event.preventDefault();
    node.classList.toggle('over', name === 'dragover');
    if (name === 'drop') { sendAll(event.dataTransfer.files); }
  }));
  /* when it stands in its form, with what a draft brought back */
  queueMicrotask(() => {
    arrived().forEach(show);
    kept.form?.addEventListener('paste', event => {
      if (event.clipboardData?.files.length) {
        event.preventDefault();
        sendAll(event.clipboardData.files);
      }
    });
  });
  return node;
}

/* a button that does something with a file, and says at its place why it could not */
function fileButton(text, name, act) {
  const button = el('button', { type: 'button', class: 'quiet', 'aria-label': text + ' ' + name, onclick: async () => {
    button.disabled = true;
    try {
      await act();
    } catch (error) {
      button.parentNode.querySelector('.wrong')?.remove();
      button.after(el('small', { class: 'wrong', role: 'alert' }, error.message));
    } finally {
      button.disabled = false;
    }
  } }, text);
  return button;
}

/* files as a list; of(file): service and path where each is given */
export function attachmentList(context, files, of) {
  return files?.length ? el('ul', { class: 'files', 'aria-label': t.attachments }, files.map(file => {
    const [service, path] = of(file);
    const api = context.of(service);
    return el('li', null, el('span', { class: 'file' }, file.name), el('small', null, about(file)),
      SHOWN.includes(file.type) ? fileButton(t.show, file.name, () => api.show(path)) : '',
      fileButton(t.saveFile, file.name, () => api.download(path, {}, '*/*', file.name)));
  })) : '';
}

/* the files of a case and its supplements */
export const ofCase = caseId => file => ['intake', 'cases/' + (file.caseId || caseId) + '/attachments/' + file.attachmentId];

export async function attachmentsOfCase(context, found) {
  if (!found.attachmentCount) { return ''; }
  const files = await context.of('intake').get('cases/' + encodeURIComponent(found.caseId) + '/attachments');
  return el('section', { class: 'card' }, el('h3', null, t.attachments), attachmentList(context, files, ofCase(found.caseId)));
}
