// Streamlit looks for its server at the address of the page itself, and only then above it: on any
// page but the first that leaves two faults in the browser's log. So it is told, before it starts.
window.__streamlit = { BACKEND_BASE_URL: new URL("..", document.currentScript.src).href };
