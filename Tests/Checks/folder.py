"""A folder of messages, checked one by one."""


def tell(place, problems):
    """Prints what 'problems' says of the octets of each message; the exit status."""
    files = sorted(place.rglob("*.eml"))
    failed = 0
    for file in files:
        for problem in problems(file.read_bytes()):
            failed += 1
            print(f"{file.name}: {problem}")
    print(f"{len(files)} messages, {failed} problems")
    return 1 if failed or not files else 0
