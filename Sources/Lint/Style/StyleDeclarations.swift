import Markup

/// The declarations of one element or rule.
typealias StyleDeclarations = [StyleText.Declaration]
