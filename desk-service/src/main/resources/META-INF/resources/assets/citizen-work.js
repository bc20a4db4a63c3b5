/* A little work before a form is sent: a number with which the hash of the form's mark begins with so many zero bits. */
const form = document.getElementById('matter');
const bits = Number(form.dataset.bits);

const zeros = hash => {
  let count = 0;
  for (const byte of new Uint8Array(hash)) {
    if (byte) { return count + Math.clz32(byte) - 24; }
    count += 8;
  }
  return count;
};

async function work(mark) {
  for (let n = 0; ; n++) {
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(mark + ':' + n));
    if (zeros(hash) >= bits) { return String(n); }
  }
}

/* while the citizen writes; over plain HTTP browsers offer no hash, and the form goes without */
if (globalThis.crypto && crypto.subtle) {
  const found = work(form.elements.form.value);
  form.addEventListener('submit', async event => {
    if (form.elements.proof.value) { return; }
    event.preventDefault();
    form.elements.proof.value = await found;
    form.requestSubmit();
  });
}
