// What the settings pages add for those who have scripts.
import "./core.js";
