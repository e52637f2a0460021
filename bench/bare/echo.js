const output = document.querySelector('output');
const input = document.querySelector('input');
input?.addEventListener('input', () => {
  if (output) output.textContent = input.value;
});
requestAnimationFrame(() => performance.mark('panel-usable'));
