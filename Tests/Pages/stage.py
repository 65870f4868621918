"""The service that all tests look at, with its tickets and the model that drafts some of them."""

import samples
from world import Model, Site, World

SETTINGS = (
    "policy:\n  default: extractive\n  clients:\n    hdg: extractive\n    nwl: extractive\n    evil: local\n"
    "    mdl: local\nllm:\n  endpoint: {}\n  model: test-model\n  max_retries: 0\n")


class Stage:
    def __init__(self):
        self.model = Model()
        self.world = self.site = None
        try:
            self.world = World(records=samples.records(), settings=SETTINGS.format(self.model.endpoint))
            self.site = Site(self.world)
            self.site.start()
            self.site.deliver(*samples.tickets())
            self.site.settle()
            samples.change(self.world)
        except BaseException:
            self.close()
            raise

    @property
    def described(self):
        """What another process needs to look at it."""
        return {"scratch": self.world.scratch, "port": self.site.port}

    def close(self):
        if self.site:
            self.site.close()
        if self.world:
            self.world.remove()
        self.model.close()
