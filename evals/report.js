"use strict";
{
  const form = document.getElementById("filters");
  if (form) {
    const failures = [...document.querySelectorAll(".failure")];
    const show = () => {
      const language = form.elements["language"].value;
      const type = form.elements["type"].value;
      const metric = form.elements["metric"].value;
      let shown = 0;
      for (const failure of failures) {
        const fits =
          (!language || failure.dataset.language === language) &&
          (!type || failure.dataset.type === type) &&
          (!metric || failure.dataset.metrics.split(" ").includes(metric));
        failure.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      document.getElementById("count").textContent = `${shown} of ${failures.length} shown`;
    };
    form.hidden = false;
    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    show();
  }
}
