for (const code of document.querySelectorAll('pre.copy')) {
  const button = document.createElement('button');
  button.textContent = 'copy';
  button.addEventListener('click', () => {
    const range = document.createRange();
    range.selectNodeContents(code);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    // The clipboard of a page opened from a file is not always there; the old way works with what is selected.
    button.textContent = document.execCommand('copy') ? 'copied' : 'selected';
    setTimeout(() => { button.textContent = 'copy'; }, 1500);
  });
  code.before(button);
}
