// Package check holds the manifests for Kubernetes to the types of its API. It is a module
// of its own, so that the program does not need them.
package check

import (
	"bytes"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	apps "k8s.io/api/apps/v1"
	scaling "k8s.io/api/autoscaling/v2"
	core "k8s.io/api/core/v1"
	policy "k8s.io/api/policy/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// manifests are all that the file holds, by kind; each is read strictly: an unknown or
// doubled field, or a value of another type, is an error.
type manifests struct {
	Namespace               core.Namespace
	Secret                  core.Secret
	ConfigMap               core.ConfigMap
	ServiceAccount          core.ServiceAccount
	Deployment              apps.Deployment
	Service                 core.Service
	PodDisruptionBudget     policy.PodDisruptionBudget
	HorizontalPodAutoscaler scaling.HorizontalPodAutoscaler
}

// versions are the API versions of the kinds.
var versions = map[string]string{"Deployment": "apps/v1", "PodDisruptionBudget": "policy/v1", "HorizontalPodAutoscaler": "autoscaling/v2"}

// read reads a file of manifests and returns what is wrong with them.
func read(text []byte) (m manifests, faults []string) {
	seen := map[string]bool{}
	for part := range bytes.SplitSeq(text, []byte("\n---\n")) {
		var kind meta.TypeMeta
		if err := yaml.Unmarshal(part, &kind); err != nil {
			return m, append(faults, err.Error())
		}
		to := reflect.ValueOf(&m).Elem().FieldByName(kind.Kind)
		if !to.IsValid() {
			faults = append(faults, "unknown kind "+kind.Kind)
			continue
		}
		if want := versions[kind.Kind]; kind.APIVersion != want && (want != "" || kind.APIVersion != "v1") {
			faults = append(faults, kind.Kind+" has the version "+kind.APIVersion)
		}
		if err := yaml.UnmarshalStrict(part, to.Addr().Interface()); err != nil {
			faults = append(faults, kind.Kind+": "+err.Error())
		}
		seen[kind.Kind] = true
	}
	for i := range reflect.TypeFor[manifests]().NumField() {
		if name := reflect.TypeFor[manifests]().Field(i).Name; !seen[name] {
			faults = append(faults, "there is no "+name)
		}
	}
	if len(faults) == 0 {
		faults = slices.Concat(m.joined(), m.inPod(), m.closed())
	}
	return m, faults
}

// joined says what names something that is not there.
func (m *manifests) joined() (faults []string) {
	wrong := func(what string, is bool) {
		if is {
			faults = append(faults, what)
		}
	}
	pod := &m.Deployment.Spec.Template
	fits := func(selector *meta.LabelSelector) bool {
		return reflect.DeepEqual(selector.MatchLabels, pod.Labels)
	}
	if len(pod.Spec.Containers) != 1 || len(m.Service.Spec.Ports) != 1 || len(m.HorizontalPodAutoscaler.Spec.Metrics) != 1 {
		return []string{"there is more than one of something, or none"}
	}
	c := pod.Spec.Containers[0]
	ports := map[string]int32{}
	for _, p := range c.Ports {
		ports[p.Name] = p.ContainerPort
	}
	wrong("the Deployment's selector", !fits(m.Deployment.Spec.Selector))
	wrong("the budget's selector", !fits(m.PodDisruptionBudget.Spec.Selector))
	wrong("the Service's selector", !reflect.DeepEqual(m.Service.Spec.Selector, pod.Labels))
	port := m.Service.Spec.Ports[0]
	wrong("the Service's port", ports[port.TargetPort.StrVal] != port.Port)
	wrong("where the figures are", !strings.HasSuffix(m.ConfigMap.Data["FOOTNOTE_HTTP_ADDR"], ":"+pod.Annotations["prometheus.io/port"]))
	target := m.HorizontalPodAutoscaler.Spec.ScaleTargetRef
	wrong("what is scaled", target.Kind != "Deployment" || target.Name != m.Deployment.Name || target.APIVersion != "apps/v1")
	wrong("by what is scaled", m.HorizontalPodAutoscaler.Spec.Metrics[0].Pods == nil)
	for path, probe := range map[string]*core.Probe{"/healthz": c.LivenessProbe, "/readyz": c.ReadinessProbe} {
		wrong("the probe of "+path, probe == nil || probe.HTTPGet == nil || probe.HTTPGet.Path != path || ports[probe.HTTPGet.Port.StrVal] == 0)
	}
	for _, o := range []meta.ObjectMeta{m.Secret.ObjectMeta, m.ConfigMap.ObjectMeta, m.ServiceAccount.ObjectMeta, m.Deployment.ObjectMeta, m.Service.ObjectMeta, m.PodDisruptionBudget.ObjectMeta, m.HorizontalPodAutoscaler.ObjectMeta} {
		wrong("the namespace of "+o.Name, o.Namespace != m.Namespace.Name)
	}
	return faults
}

// inPod says what the pod names that is not there.
func (m *manifests) inPod() (faults []string) {
	wrong := func(what string, is bool) {
		if is {
			faults = append(faults, what)
		}
	}
	pod := &m.Deployment.Spec.Template
	if len(pod.Spec.Containers) != 1 {
		return nil // said already
	}
	c := pod.Spec.Containers[0]
	wrong("the settings", len(c.EnvFrom) != 1 || c.EnvFrom[0].ConfigMapRef.Name != m.ConfigMap.Name)
	wrong("the account", pod.Spec.ServiceAccountName != m.ServiceAccount.Name)
	for _, e := range c.Env {
		_, there := m.Secret.StringData[e.Value[strings.LastIndex(e.Value, "/")+1:]]
		wrong("the secret of "+e.Name, !there)
	}
	volumes := map[string]bool{}
	for _, v := range pod.Spec.Volumes {
		volumes[v.Name] = true
		wrong("the volume "+v.Name, v.Secret != nil && v.Secret.SecretName != m.Secret.Name)
	}
	for _, v := range c.VolumeMounts {
		wrong("the volume "+v.Name, !volumes[v.Name])
	}
	return faults
}

// closed says what a namespace that enforces the restricted standard would refuse.
// Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
func (m *manifests) closed() (faults []string) {
	pod := m.Deployment.Spec.Template.Spec
	p, c := pod.SecurityContext, pod.Containers[0].SecurityContext
	if p == nil || c == nil {
		return []string{"there is no security context"}
	}
	for what, holds := range map[string]bool{
		"it may be root":                 p.RunAsNonRoot != nil && *p.RunAsNonRoot,
		"it has no profile of calls":     p.SeccompProfile != nil && p.SeccompProfile.Type == core.SeccompProfileTypeRuntimeDefault,
		"it may gain privileges":         c.AllowPrivilegeEscalation != nil && !*c.AllowPrivilegeEscalation,
		"its root may be written to":     c.ReadOnlyRootFilesystem != nil && *c.ReadOnlyRootFilesystem,
		"it has capabilities":            c.Capabilities != nil && len(c.Capabilities.Add) == 0 && reflect.DeepEqual(c.Capabilities.Drop, []core.Capability{"ALL"}),
		"it may talk to Kubernetes":      pod.AutomountServiceAccountToken != nil && !*pod.AutomountServiceAccountToken,
		"it may take the host's network": !pod.HostNetwork && !pod.HostPID && !pod.HostIPC,
	} {
		if !holds {
			faults = append(faults, what)
		}
	}
	return faults
}

func TestManifests(t *testing.T) {
	text, err := os.ReadFile("../kubernetes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if _, faults := read(text); len(faults) > 0 {
		t.Errorf("%q", faults)
	}
	for from, to := range map[string]string{
		"readinessProbe": "readynessProbe", "maxReplicas: 8": "maxReplicas: many", "path: /readyz": "path: /ready", "autoscaling/v2": "autoscaling/v1",
		"targetPort: metrics": "targetPort: figures", "runAsNonRoot: true": "runAsNonRoot: false", "drop: [ALL]": "drop: []", "secretName: footnote": "secretName: other",
		"kind: PodDisruptionBudget": "kind: Budget",
	} {
		if _, faults := read(bytes.Replace(text, []byte(from), []byte(to), 1)); len(faults) == 0 {
			t.Errorf("%q in place of %q is no fault", to, from)
		}
	}
}
