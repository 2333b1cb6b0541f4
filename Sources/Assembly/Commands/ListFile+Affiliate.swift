import Lists

extension ListFile {
  /// The list file of an affiliate, named as the configuration names it.
  init(_ affiliate: AffiliateConfiguration) {
    self.init(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName)
  }
}
