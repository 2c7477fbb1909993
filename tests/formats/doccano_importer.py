"""What doccano's own importer makes of a file, as JSON: python doccano_importer.py FILE TASK.

Run by the Python of an environment that has doccano, which stands on older libraries than the program does.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from importlib.util import find_spec


def main(path: str, task: str) -> None:
    found = find_spec("backend")
    assert found is not None
    assert found.submodule_search_locations
    sys.path.insert(0, found.submodule_search_locations[0])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
        import django

        django.setup()
        from django.contrib.auth import get_user_model
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from data_import.datasets import load_dataset
        from data_import.pipeline.catalog import create_file_format
        from data_import.pipeline.readers import FileName
        from examples.models import Example
        from projects.models import ProjectType, SequenceLabelingProject

        user = get_user_model().objects.create_user(username="a", password="a")
        project = SequenceLabelingProject.objects.create(
            name="a",
            description="a",
            created_by=user,
            project_type=ProjectType.SEQUENCE_LABELING,
            allow_overlapping=True,
            use_relation=task == "RelationExtraction",
        )
        files = [FileName(path, path, path)]
        loaded = load_dataset(task, create_file_format("JSONL"), files, project, encoding="utf_8")
        loaded.save(user)
        examples = [
            {
                "text": example.text,
                "meta": example.meta,
                "spans": sorted([span.start_offset, span.end_offset, span.label.text] for span in example.spans.all()),
            }
            for example in Example.objects.order_by("id")
        ]
        said = {"errors": [error.dict() for error in loaded.errors], "examples": examples}
        sys.stdout.write(json.dumps(said) + "\n")


main(*sys.argv[1:])
