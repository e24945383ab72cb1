/* Work that is done a few seconds at a time goes on by itself. Without this script a button does it. */
"use strict";

document.querySelector("form[data-continue]")?.requestSubmit();
