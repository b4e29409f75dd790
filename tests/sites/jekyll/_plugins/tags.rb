# A page for each tag, at the address that Jekyll's own slugify gives.
class TagPages < Jekyll::Generator
  def generate(site)
    site.tags.each_key do |tag|
      page = Jekyll::PageWithoutAFile.new(site, site.source, "tags/#{Jekyll::Utils.slugify(tag)}", "index.html")
      page.data.merge!("layout" => "tag", "tag" => tag)
      site.pages << page
    end
  end
end
