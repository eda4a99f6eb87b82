// The one script of ours: remembers the colours, before the page is drawn, and copies what a button offers.
(() => {
  const root = document.documentElement;
  const remember = (theme) => {
    root.dataset.theme = theme;
    document.cookie = `ward-theme=${theme}; path=/; max-age=31536000; samesite=strict`;
  };
  if (!root.dataset.theme) remember(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  window.ward = { theme: () => root.dataset.theme, setTheme: remember, copy: (text) => navigator.clipboard.writeText(text).then(() => true, () => false) };
})();
