/// The version that `--version` prints and that requests name.
public let version = "0.1.0"
