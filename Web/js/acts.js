// What the acts pages add for those who have scripts.
import "./core.js";
