/* Says at once, before anything is sent, what is wrong with the files that were chosen; who runs no script is told after sending. */
const chosen = document.getElementById('files');
const wrong = document.getElementById('files-wrong');
const { most, size, megabytes, many, large, type, types } = chosen.dataset;
const endings = chosen.accept.split(',');

const filled = (text, name) => text.replace('{most}', most).replace('{size}', megabytes).replace('{types}', types).replace('{name}', () => name);

const refusal = file => file.size > Number(size) ? filled(large, file.name)
  : endings.some(end => file.name.toLowerCase().endsWith(end)) ? '' : filled(type, file.name);

function look() {
  const files = [...chosen.files];
  const taken = document.querySelectorAll('input[name=taken]:checked').length;
  const told = [...files.map(refusal).filter(Boolean), ...taken + files.length > Number(most) ? [filled(many, '')] : []];
  wrong.replaceChildren(...told.map(text => Object.assign(document.createElement('p'), { textContent: text })));
  chosen.setCustomValidity(told.join('\n'));
  chosen.toggleAttribute('aria-invalid', told.length > 0);
}

document.getElementById('attached').addEventListener('change', look);
