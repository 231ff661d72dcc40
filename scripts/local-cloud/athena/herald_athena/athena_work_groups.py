"""Athena's API for work groups, named queries and tags: what moto lacks or gets wrong, as Terraform notices."""

import json

from moto.athena.models import WorkGroup

from .errors import invalid_request


class AthenaWorkGroups:
    """Mixed into moto's AthenaResponse."""

    def work_group_named(self, name: str | None) -> WorkGroup:
        found = self.athena_backend.work_groups.get(name or "primary")
        if not found:
            raise invalid_request(f"WorkGroup {name} is not found.", "WORKGROUP_NOT_FOUND")
        return found

    def output_location(self, group: WorkGroup, asked: dict) -> str:
        """Where results go: an enforced work group's own place wins over what was asked for."""
        if group.state == "DISABLED":
            raise invalid_request(f"WorkGroup {group.name} is disabled.")
        own = (group.configuration.get("ResultConfiguration") or {}).get("OutputLocation")
        enforced = own and group.configuration.get("EnforceWorkGroupConfiguration")
        output = own if enforced else asked.get("OutputLocation") or own
        if not output:
            raise invalid_request(
                "No output location provided. You did not provide an output location for your query results. "
                "Please specify one."
            )
        return output

    def get_work_group(self) -> str:
        group = self.work_group_named(self._get_param("WorkGroup"))
        described = self.athena_backend.get_work_group(group.name)
        return json.dumps({"WorkGroup": {**described, "State": group.state, "Description": group.description or ""}})

    def update_work_group(self) -> str:
        group = self.work_group_named(self._get_param("WorkGroup"))
        updates = dict(self._get_param("ConfigurationUpdates") or {})
        results = updates.pop("ResultConfigurationUpdates", {})
        _apply(group.configuration.setdefault("ResultConfiguration", {}), results)
        _apply(group.configuration, updates)
        group.description = self._get_param("Description", group.description)
        group.state = self._get_param("State") or group.state
        return "{}"

    def get_named_query(self) -> str:
        query_id = self._get_param("NamedQueryId")
        if query_id not in self.athena_backend.named_queries:
            raise invalid_request(f"NamedQuery {query_id} does not exist")  # Terraform looks for these words
        return super().get_named_query()

    def delete_named_query(self) -> str:
        self.athena_backend.named_queries.pop(self._get_param("NamedQueryId"), None)
        return "{}"

    def list_tags_for_resource(self) -> str:
        return json.dumps(self.athena_backend.tagger.list_tags_for_resource(self._get_param("ResourceARN")))


def _apply(settings: dict, changes: dict) -> None:
    """A change named Remove<Setting> takes the setting away, any other sets it."""
    for name, value in changes.items():
        if not name.startswith("Remove"):
            settings[name] = value
        elif value:
            settings.pop(name.removeprefix("Remove"), None)
