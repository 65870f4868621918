// What the ticket pages add for those who have scripts.
import "./core.js";
