package scenario

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// browser is a Chromium to look at pages with. Without one the test is skipped,
// unless AMENDS_REQUIRE_BROWSER is 1.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("AMENDS_REQUIRE_BROWSER") == "1" {
		t.Fatal("AMENDS_REQUIRE_BROWSER is 1, but there is no Chromium")
	}
	t.Skip("NOT RUN: there is no Chromium to look at the page with")
	return ""
}

// The page as a browser shows it: what is missing is marked, also in words, and
// the page needs nothing from elsewhere and causes no errors.
func TestPageInBrowser(t *testing.T) {
	t.Parallel()
	program := browser(t)
	suite, err := Load(os.DirFS("testdata/cover"), "some.yaml")
	require.NoError(t, err)
	policy, err := suite.LoadPolicy()
	require.NoError(t, err)
	c := NewCoverage(policy)
	_, err = suite.Run(policy, Options{Coverage: c})
	require.NoError(t, err)
	var page bytes.Buffer
	require.NoError(t, c.WriteHTML(&page))
	assert.NotContains(t, page.String(), "http", "the page asks for nothing")

	folder := t.TempDir()
	name := filepath.Join(folder, "page.html")
	require.NoError(t, os.WriteFile(name, page.Bytes(), 0o600))
	command := exec.Command(program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--user-data-dir="+filepath.Join(folder, "profile"), "--enable-logging=stderr", "--dump-dom", "file://"+name)
	var shown, log bytes.Buffer
	command.Stdout, command.Stderr = &shown, &log
	require.NoError(t, command.Run(), log.String())
	assert.NotContains(t, log.String(), "CONSOLE", "no errors on the console")

	dom := shown.String()
	r := c.Report()
	marks := strings.Count(dom, `<mark tabindex="0">`)
	assert.Greater(t, marks, 5)
	assert.Equal(t, strings.Count(page.String(), "<mark"), marks)
	for _, goal := range r.Missing() {
		assert.Contains(t, dom, ">"+escaped(goal.Missing)+"</dd>")
	}
	assert.Contains(t, dom, `>* 17</a>`, "lines with something missing have a star")
	assert.Contains(t, dom, `<span class="shown">incident.responsibility == "ours"</span>`)
}

func escaped(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}
