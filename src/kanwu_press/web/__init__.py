"""Issue → web edition: pages (HTML), pictures, search, archive, feed and sitemap, as files by name."""
