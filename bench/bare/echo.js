const output = document.querySelector('output');
document.querySelector('input').addEventListener('input', (event) => {
  output.textContent = event.target.value;
});
requestAnimationFrame(() => performance.mark('panel-usable'));
