package house

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// project reads a file of the repository.
func project(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// instructions are the lines of a Dockerfile by instruction, continued lines
// joined, comments left out.
func instructions(text string) [][2]string {
	var all [][2]string
	for _, line := range strings.Split(strings.ReplaceAll(text, "\\\n", " "), "\n") {
		if word, rest, found := strings.Cut(line, " "); found && !strings.HasPrefix(line, "#") {
			all = append(all, [2]string{word, strings.Join(strings.Fields(rest), " ")})
		}
	}
	return all
}

// fixedImage is a base that does not change by itself from one build to the next.
var fixedImage = regexp.MustCompile(`^(scratch|\S+:\d[\w.-]*)( AS \w+)?$`)

// dockerfileFaults are what keeps an image from being small, fixed and safe.
func dockerfileFaults(text string) []string {
	var faults []string
	last := map[string]string{}
	for _, in := range instructions(text) {
		last[in[0]] = in[1]
		switch {
		case in[0] == "FROM" && !fixedImage.MatchString(in[1]):
			faults = append(faults, "a base without a version: "+in[1])
		case in[0] == "ADD":
			faults = append(faults, "ADD, which unpacks and downloads: use COPY")
		case slices.Contains([]string{"CMD", "ENTRYPOINT"}, in[0]) && !strings.HasPrefix(in[1], "["):
			faults = append(faults, in[0]+" by a shell, which swallows signals")
		}
	}
	if !regexp.MustCompile(`^[1-9]\d*:[1-9]\d*$`).MatchString(last["USER"]) {
		faults = append(faults, "the user is "+last["USER"]+", not a number other than 0")
	}
	if !strings.Contains(last["HEALTHCHECK"], `"health"]`) {
		faults = append(faults, "no health check")
	}
	if last["VOLUME"] == "" || !strings.Contains(last["ENV"], "FOOTNOTE_DATA="+last["VOLUME"]) {
		faults = append(faults, "the data directory is no volume")
	}
	return faults
}

func TestDockerfile(t *testing.T) {
	text := project(t, "Dockerfile")
	for _, fault := range dockerfileFaults(text) {
		t.Error(fault)
	}
	for from, to := range map[string]string{
		"USER 65532:65532": "USER 0:0", "golang:1.26-alpine": "golang", "COPY go.mod": "ADD go.mod", `CMD ["serve"]`: "CMD serve",
		"VOLUME /data": "VOLUME /else", "HEALTHCHECK": "# ",
	} {
		if len(dockerfileFaults(strings.Replace(text, from, to, 1))) == 0 {
			t.Errorf("%q in place of %q is no fault", to, from)
		}
	}
}

// Containers of the compose files are as closed as the image allows.
func TestComposeFiles(t *testing.T) {
	var compose struct {
		Services map[string]struct {
			ReadOnly bool     `yaml:"read_only"`
			CapDrop  []string `yaml:"cap_drop"`
			Security []string `yaml:"security_opt"`
			Volumes  []string `yaml:"volumes"`
		} `yaml:"services"`
	}
	for name, data := range map[string]string{"docs/deploy/compose.replicas.yaml": "/data", "docs/deploy/compose.yaml": "data:/data"} {
		compose.Services = nil
		if err := yaml.Unmarshal([]byte(project(t, name)), &compose); err != nil {
			t.Fatal(err)
		}
		bot := compose.Services["footnote"]
		if !bot.ReadOnly || !slices.Contains(bot.CapDrop, "ALL") || !slices.Contains(bot.Security, "no-new-privileges:true") || !slices.Contains(bot.Volumes, data) {
			t.Errorf("the bot's container in %s is %+v", name, bot)
		}
	}
	compose.Services = nil
	if err := yaml.Unmarshal([]byte(project(t, "docs/deploy/compose.model.yaml")), &compose); err != nil || len(compose.Services) != 2 {
		t.Errorf("compose.model.yaml has %d services, %v", len(compose.Services), err)
	}
	if err := yaml.Unmarshal([]byte(project(t, "docs/deploy/compose.postgres.yaml")), &compose); err != nil || len(compose.Services) != 2 {
		t.Errorf("compose.postgres.yaml has %d services, %v", len(compose.Services), err)
	}
}

// Variables that deployments set are settings of the program.
func TestDeploymentsSetWhatThereIs(t *testing.T) {
	settings := project(t, "config/settings.go")
	for _, name := range []string{"Dockerfile", "docs/deploy/compose.yaml", "docs/deploy/compose.model.yaml", "docs/deploy/compose.postgres.yaml",
		"docs/deploy/compose.replicas.yaml", "docs/deploy/kubernetes.yaml", "docs/deploy/footnote.service"} {
		used := regexp.MustCompile(`\b(FOOTNOTE|DISCORD|OPENAI)_[A-Z_]+\b`).FindAllString(project(t, name), -1)
		if len(used) == 0 {
			t.Errorf("%s sets nothing", name)
		}
		for _, variable := range used {
			if !strings.Contains(settings, `env: "`+strings.TrimSuffix(variable, "_FILE")+`"`) {
				t.Errorf("%s sets %s, which is no setting", name, variable)
			}
		}
	}
}
