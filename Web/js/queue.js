// What the queue pages add for those who have scripts.
import "./core.js";
