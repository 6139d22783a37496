// Starts the page. The names in "who says most" filter the table.

startTable();
startFindings();
startStory();
for (const button of document.querySelectorAll("button[data-who]")) {
  button.addEventListener("click", () => {
    form.reset();
    form.elements.who.value = `=${button.dataset.who}`;
    setTimeout(() => {
      form.elements.who.value = `=${button.dataset.who}`;
      refresh();
      document.getElementById("claims").scrollIntoView();
    });
  });
}
document.documentElement.classList.add("ready");
