// What the insights pages add for those who have scripts.
import "./core.js";
