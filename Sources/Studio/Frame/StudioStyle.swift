/// The style sheet of our pages.
enum StudioStyle {
  static let text = """
    :root { color-scheme: light dark; }
    body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }

    """
}
